"""Forms of materi and of what others say of it."""
