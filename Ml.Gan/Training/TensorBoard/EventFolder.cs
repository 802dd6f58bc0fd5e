using System.Globalization;
using Google.Protobuf;
using Ml.Gan.Onnx;

namespace Ml.Gan.Training.TensorBoard;

/// <summary>
/// Folder of the event files of one training: a file for each time that it was begun or resumed, in the order of their
/// names. Only files with the ending of this library are touched.
/// </summary>
internal static class EventFolder
{
    /// <summary>What TensorBoard knows event files by.</summary>
    private const string Prefix = "events.out.tfevents.";

    private const string Suffix = ".mlgan";

    /// <summary>Whether there are event files in a folder, whoever wrote them.</summary>
    public static bool IsUsed(string folder) =>
        Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*tfevents*").Any();

    /// <summary>Removes the events of steps after one, and files in which none is left.</summary>
    public static void Keep(string folder, long lastStep)
    {
        foreach (string path in Files(folder))
            Keep(path, lastStep, new FileInfo(path).Length);
    }

    /// <summary>Name of a file that comes behind those that are there.</summary>
    public static string NextFile(string folder)
    {
        long latest = Files(folder).Select(TimeOf).Append(0).Max();
        long time = Math.Max(DateTimeOffset.UtcNow.ToUnixTimeSeconds(), latest + 1);
        return Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{time:D10}{Suffix}"));
    }

    private static string[] Files(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, $"{Prefix}*{Suffix}").Order(StringComparer.Ordinal)]
        : [];

    private static long TimeOf(string path) => long.TryParse(
        Path.GetFileName(path)[Prefix.Length..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture,
        out long time) ? time : 0;

    private static void Keep(string path, long lastStep, long length)
    {
        long end = 0;
        bool isEmpty = true;
        foreach (var (record, recordEnd) in RecordFile.Read(path))
        {
            var read = ReadEvent(record);
            if (read is null || (read.WhatCase == Event.WhatOneofCase.Summary && read.Step > lastStep))
                break;
            isEmpty &= read.WhatCase != Event.WhatOneofCase.Summary;
            end = recordEnd;
        }
        if (isEmpty)
            File.Delete(path);
        else if (end < length)
            AtomicFile.Write(path, File.ReadAllBytes(path).AsSpan(0, (int)end));
    }

    private static Event? ReadEvent(byte[] record)
    {
        try
        {
            return Event.Parser.ParseFrom(record);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
