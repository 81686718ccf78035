// SPDX-License-Identifier: BSD-3-Clause
document.getElementById("page").textContent = document.getElementById("overview")?.textContent ?? "";
