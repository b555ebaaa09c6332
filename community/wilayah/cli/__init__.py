"""Commands: `flask wilayah impor`, `flask sekolah impor`."""
