"""What authors have beside reading and building: rules for wording, automatic fixes, files that are not saved yet."""
