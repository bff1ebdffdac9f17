"""Java programs of tests run for seconds: compiling them well costs more than it gives."""

BRIEFLY = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
