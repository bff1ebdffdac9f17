-- one row is: nothing; a function that compares two fingerprints of pictures
-- reads: nothing
-- writes: the function case_bits_apart
-- How many of 64 bits differ; null where one of them is not known, or says too little: a plain
-- wall has hardly a bit set, and would look like every other plain wall.
create or replace function public.case_bits_apart(one bigint, other bigint) returns integer
language sql immutable parallel safe as $$
    select case
        when bit_count(one::bit(64)) between 8 and 56
            and bit_count(other::bit(64)) between 8 and 56
            then bit_count((one # other)::bit(64))::integer
    end
$$;
