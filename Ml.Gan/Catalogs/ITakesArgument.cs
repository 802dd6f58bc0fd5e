namespace Ml.Gan.Catalogs;

/// <summary>A part whose name may be followed by a colon and an argument.</summary>
/// <typeparam name="T">The kind of part.</typeparam>
internal interface ITakesArgument<out T>
{
    /// <summary>The part with what <paramref name="argument"/> says.</summary>
    /// <exception cref="GanOptionException">The argument can't be read, or says what is not allowed.</exception>
    T WithArgument(string argument);
}
