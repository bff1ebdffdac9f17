"""The city as a picture: kelurahan as shapes or squares, shaded in five bands."""
