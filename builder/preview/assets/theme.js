// Sets the chosen theme before the first paint. Without a choice, the system's own theme holds.
"use strict";
try {
  const theme = localStorage.getItem("builder-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // No storage: the system's theme holds.
}
