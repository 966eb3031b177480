"""What does a venue's interface say of its rules, and is that what the spec says?"""
