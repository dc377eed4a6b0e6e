"""What is done with an archive: each module is a verb over the store, for command line and pages alike."""

__all__: list[str] = []
