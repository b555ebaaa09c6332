"""Web Push (RFC 8030): a short message to a browser that is closed, which only that browser can read.

The maker of the browser carries it (`endpoint`), knows us by our VAPID key (RFC 8292) and sees only ciphertext
(RFC 8291). What is sent, when, and to whom is decided elsewhere.
"""

from community.kernel.push.guard import NotAnEndpoint, check_endpoint
from community.kernel.push.keys import public_key
from community.kernel.push.sending import Gone, Refused, Target, Unreachable, check_target, send

__all__ = [
    "Gone",
    "NotAnEndpoint",
    "Refused",
    "Target",
    "Unreachable",
    "check_endpoint",
    "check_target",
    "public_key",
    "send",
]
