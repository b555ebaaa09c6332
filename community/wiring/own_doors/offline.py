"""What a browser needs to work without a line: its worker, the page it shows then, and the manifest of the icon."""

from flask import Blueprint, Response, jsonify, render_template, request

from community.kernel import offline as mechanism

offline = Blueprint("offline", __name__)


@offline.get("/sw.js")
def worker() -> Response:
    """The worker; browsers ask for it again and again, and mostly hear that it is the same."""
    response = Response(mechanism.worker_script(), mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response


@offline.get("/luring")
def page() -> str:
    """The page shown without a line, the same for everyone; what this browser keeps is filled in there."""
    return render_template("luring/page.html")


@offline.get("/manifest.webmanifest")
def manifest() -> Response:
    response = jsonify(mechanism.manifest())
    response.mimetype = "application/manifest+json"
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
