/** What users of SQS know it to do, sentence by sentence: each is a test. */
package org.leasemq.sqs;
