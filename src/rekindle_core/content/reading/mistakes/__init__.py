"""The likely cause of a YAML syntax error, judged by the text itself."""
