"""The evidence workspace: the list of studies, filters, and the details of one."""
