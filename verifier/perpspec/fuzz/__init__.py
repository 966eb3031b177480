"""The one door to hypothesis and to mass testing."""
