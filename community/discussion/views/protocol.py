"""/bantuan/protokol: how a program speaks with the rooms."""

from flask import render_template

from community.discussion.live.limits import JOINING, WRITING
from community.discussion.live.names import NAMESPACE
from community.discussion.live.protocol import CONTENT, FROM_CLIENT, FROM_SERVER, REFUSAL
from community.discussion.views import blueprint


@blueprint.get("/bantuan/protokol")
def protocol() -> str:
    """The protocol, from the table that a test compares with the handlers."""
    return render_template(
        "discussion/protocol.html",
        namespace=NAMESPACE,
        from_client=FROM_CLIENT,
        from_server=FROM_SERVER,
        content=CONTENT,
        refusal=REFUSAL,
        writing=WRITING,
        joining=JOINING,
    )
