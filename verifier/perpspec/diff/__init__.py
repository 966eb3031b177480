"""What does a change of published rules mean: for which accounts, at which sizes, by how much, and from when?"""
