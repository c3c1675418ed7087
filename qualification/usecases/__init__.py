"""What can be done: one act, one transaction. Called by actions, edge, workspace and worker."""
