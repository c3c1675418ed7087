"""Sites, written in YAML by marketing people, and the reader that tells them what is wrong and where."""
