"""Letters to the applicant, and the mark by which anybody can check one."""
