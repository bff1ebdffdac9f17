"""Settings of the private server: bulk loading within about 1 GiB, nothing lost by a crash."""

from __future__ import annotations

# Each with its reason; a real server (DESIL_DATABASE_URL) is its administrator's to tune.
SETTINGS: dict[str, str] = {
    "listen_addresses": "",  # socket only, no TCP
    "unix_socket_permissions": "0700",
    "max_connections": "40",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "32MB",
    "hash_mem_multiplier": "3",  # the recap joins 825 thousand families by hash
    "maintenance_work_mem": "160MB",  # two index builds at a time
    "max_parallel_maintenance_workers": "1",
    "max_parallel_workers_per_gather": "1",
    "client_connection_check_interval": "1s",  # a killed command's query ends with it
    "jit": "off",  # look-ups are short
    # COPY into a table made in the same transaction needs no log: its file is synced instead.
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "wal_compression": "on",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "timezone": "UTC",
    "lc_messages": "C",
    # The log may hold no personal data: no statements, no values of a violated key.
    "log_min_error_statement": "panic",
    "log_min_duration_statement": "-1",
    "log_statement": "none",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_checkpoints": "off",
    "log_line_prefix": "%m [%p] ",
    "log_timezone": "UTC",
    "cluster_name": "desil",
}


# For tests: kill -9 still loses nothing, a power cut may.
UNSYNCED: dict[str, str] = {"fsync": "off", "full_page_writes": "off"}


def server_arguments(*, synced: bool = True) -> list[str]:
    """`-c name=value` for each setting, as the server's command line takes them. Without `synced`
    nothing is forced to the disk."""
    chosen = SETTINGS if synced else SETTINGS | UNSYNCED
    return [part for name, value in chosen.items() for part in ("-c", f"{name}={value}")]
