"""What can be said of a materi without a database: licences, shares, differences."""
