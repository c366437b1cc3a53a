"""Reports on templates for their designers, and branded pairs of templates."""
