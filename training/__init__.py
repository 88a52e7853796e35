"""What trains onrecord's models outside the core; nothing here is in the wheel."""
