"""Work in the background on materi."""

from community.materials.jobs.indexing import index_written_by
from community.materials.jobs.packs import build_pack, remove_old_packs, resume_packs

__all__ = ["build_pack", "index_written_by", "remove_old_packs", "resume_packs"]
