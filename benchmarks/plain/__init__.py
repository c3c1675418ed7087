"""The rival: the same talk as a plain Rasa form, with the pipeline of `rasa init` and an action server."""
