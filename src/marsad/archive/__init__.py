"""What is done with an archive: each module is one verb over the store, used by the command line and the pages alike."""

__all__: list[str] = []
