"""Can orders do what their flags forbid, and is it published what happens in every situation?"""
