// A photo of notes, made small enough for a thin line: at most 2,000 pixels a side, without what the camera wrote into it.
const SIDE = 2000;

export async function small(file) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    return new File([blob ?? file], "foto.jpg", { type: "image/jpeg" });
  } catch {
    return file; // not a picture this browser can draw: the server says what is wrong with it
  }
}
