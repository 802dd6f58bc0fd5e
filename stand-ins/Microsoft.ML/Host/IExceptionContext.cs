namespace Microsoft.ML.Runtime;

/// <summary>Adds to an exception what is known of where it comes from.</summary>
public interface IExceptionContext
{
    string ContextDescription { get; }

    TException Process<TException>(TException ex) where TException : Exception;
}
