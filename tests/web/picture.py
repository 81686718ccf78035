# SPDX-License-Identifier: BSD-3-Clause
"""picture - screenshots against goldens, compared by the browser itself.

Goldens are a quarter as wide and high as the screen: small enough to keep, blurred enough that a
machine's own fonts do not matter much, and sharp enough that a rule of the style sheet that is missing
does. Two numbers decide: how far apart the pixels are on average, and how many are quite different.
"""
import base64
import json
import os

SCALE = 4
MEAN, FAR, MANY = 6.0, 60, 0.05

SHRINK = """(async () => {
    const load = async (data) => createImageBitmap(await (await fetch(
        "data:image/png;base64," + data)).blob());
    const bitmap = await load(%s);
    const canvas = new OffscreenCanvas(bitmap.width / %d, bitmap.height / %d);
    const context = canvas.getContext("2d");
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const octets = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
    return btoa(Array.from(octets, (o) => String.fromCharCode(o)).join(""));
})()"""

COMPARE = """(async () => {
    const pixels = async (data) => {
        const bitmap = await createImageBitmap(await (await fetch(
            "data:image/png;base64," + data)).blob());
        const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
        context.drawImage(bitmap, 0, 0);
        return context.getImageData(0, 0, bitmap.width, bitmap.height);
    };
    const [a, b] = [await pixels(%s), await pixels(%s)];
    if (a.width !== b.width || a.height !== b.height)
        return [255, 1];
    let sum = 0, far = 0;
    for (let i = 0; i < a.data.length; i += 4) {
        const d = Math.max(...[0, 1, 2].map((c) => Math.abs(a.data[i + c] - b.data[i + c])));
        sum += d;
        far += d > %d;
    }
    return [sum / (a.data.length / 4), far / (a.data.length / 4)];
})()"""


def text(octets):
    return json.dumps(base64.b64encode(octets).decode())


class Goldens:
    """`page`: any page of about:blank, which does the sums."""

    def __init__(self, folder, page, update):
        self.folder, self.page, self.update = folder, page, update

    def check(self, name, png):
        small = base64.b64decode(self.page.eval(SHRINK % (text(png), SCALE, SCALE)))
        path = os.path.join(self.folder, name + ".png")
        if self.update:
            with open(path, "wb") as f:
                f.write(small)
            return
        with open(path, "rb") as f:
            golden = f.read()
        mean, far = self.page.eval(COMPARE % (text(small), text(golden), FAR))
        if mean > MEAN or far > MANY:
            kept = os.path.join(os.environ.get("TMPDIR", "/tmp"), f"tcplens-{name}.png")
            with open(kept, "wb") as f:
                f.write(small)
            raise AssertionError(f"{name}: pixels differ by {mean:.1f} on average, and "
                                 f"{far:.1%} by much; see {kept}, and page_test.py --update")
