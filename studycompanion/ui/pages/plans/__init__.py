"""Plans, task by task, with what is still unclear."""
