"""Office packages, XML, colours and images: what templates and writers stand on."""
