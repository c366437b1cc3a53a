"""Draw the slides of the plan as SVG, without PowerPoint: where words break and what they cover is as planned."""
