// Sends a photo in pieces (the tus protocol), so that a line that drops costs nothing that has arrived: the next try, on
// this page or another day on another, goes on from there.
const ENDPOINT = "/unggahan";
const PIECE = 256 * 1024; // what a thin line carries in a few seconds

// The id under which the server has the whole photo; null where pieces cannot be sent. `url`: where an earlier try began;
// `began(url)` hears where this one did, `moved(part)` how far it is. Fails with { status, sentence }, status 0: no line.
export async function inPieces(blob, { url, gugus, token, began, moved }) {
  const tus = await library();
  if (!tus) return null;
  return new Promise((done, fail) => {
    const upload = new tus.Upload(blob, {
      endpoint: ENDPOINT,
      uploadUrl: url ?? null,
      chunkSize: PIECE,
      retryDelays: null, // who asked tries again
      storeFingerprintForResuming: false,
      headers: { "X-CSRFToken": token, Accept: "application/json" },
      metadata: { filename: blob.name || "foto.jpg", gugus: gugus ?? "" },
      onUploadUrlAvailable: () => began(upload.url),
      onProgress: (sent, all) => moved(sent / all),
      onSuccess: () => done(upload.url.split("/").pop()),
      onError: (error) => fail({ status: error.originalResponse?.getStatus() ?? 0, sentence: sentence(error) }),
    });
    upload.start();
  });
}

async function library() {
  try {
    await import("../../vendor/tus.min.js"); // a script of the old kind: it names itself on window
    return window.tus.isSupported ? window.tus : null;
  } catch {
    return null;
  }
}

function sentence(error) {
  try {
    return JSON.parse(error.originalResponse.getBody()).detail;
  } catch {
    return "";
  }
}
