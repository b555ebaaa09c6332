"""The minutes of a pertemuan, written together: a shared document that loses nothing, frozen into lokakarya's rows."""
