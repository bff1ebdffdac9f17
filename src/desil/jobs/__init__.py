"""What the office asks for and a worker does: proposals, jobs, exports."""
