"""What text says by itself: a spaCy pipeline, Doc in and Analysis out (`pipeline.py`)."""
