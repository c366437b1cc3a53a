SELECT line, staff FROM staff ORDER BY line;
