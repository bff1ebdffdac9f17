"""Where the kelurahan lie: boundaries that were handed in, kept in the home folder."""
