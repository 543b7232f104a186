"""work 差事: one durable table of jobs, the worker that does them, and the clock for what recurs."""
