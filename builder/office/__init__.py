"""Office packages, XML, colours and images, shared by templates and writers."""
