"""Live discussion: a room per pertemuan and per topic, whose numbered stream loses nothing."""
