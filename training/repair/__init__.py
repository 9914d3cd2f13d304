"""The repair decoder, and the critic of what fills a hole."""
