"""Work in the background on materi."""

from community.materials.jobs.packs import build_pack, remove_old_packs, resume_packs

__all__ = ["build_pack", "remove_old_packs", "resume_packs"]
