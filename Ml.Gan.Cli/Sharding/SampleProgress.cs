using System.Globalization;

namespace Ml.Gan.Cli.Sharding;

/// <summary>A line now and then, where samples take long: the first after five seconds.</summary>
internal sealed class SampleProgress(int total, TextWriter writer, TimeProvider? time = null)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly long _start = (time ?? TimeProvider.System).GetTimestamp();
    private TimeSpan _next = s_interval;
    private int _done;

    /// <summary>Tells that more samples are written.</summary>
    public void Add(int count)
    {
        _done += count;
        var elapsed = _time.GetElapsedTime(_start);
        if (elapsed < _next || _done >= total)
            return;
        _next = elapsed + s_interval;
        var left = elapsed * ((double)(total - _done) / _done);
        string shown = left.TotalHours < 1 ? $"{left:m\\:ss}" : $"{(int)left.TotalHours}:{left:mm\\:ss}";
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{_done}/{total}  {_done / elapsed.TotalSeconds:G3}/s  {shown} left"));
    }
}
