"""From a pack and a profile to files, and what there is to say of them: one way for every interface.

Input: a Pack, a Profile, and what is wanted. Output: files as bytes, and remarks. Must not know: who asks, where
files go, or whose profile it is.
"""
