"""What we know about Chinese: punctuation, dates, words, pinyin, regions, tags. Pure."""
