SELECT quarter, detached, apartments FROM housing_starts ORDER BY quarter;
