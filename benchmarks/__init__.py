"""What Quartier takes: processor time, memory, bytes. `./bench` runs it; nothing of it ships."""
