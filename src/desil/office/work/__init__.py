"""The pages of the office's own work: deliveries, runs, publication, jobs, exports."""
